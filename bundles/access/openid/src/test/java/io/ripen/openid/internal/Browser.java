package io.ripen.openid.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser that follows nothing by itself and keeps cookies by host and port. */
final class Browser {
    final Map<String, Map<String, String>> cookies = new LinkedHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();

    HttpResponse<String> get(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)).GET());
    }

    HttpResponse<String> post(String address, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Map<String, String> jar(String address) {
        return cookies.computeIfAbsent(URI.create(address).getAuthority(), none -> new LinkedHashMap<>());
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) {
        String address = builder.build().uri().toString();
        Map<String, String> jar = jar(address);
        if (!jar.isEmpty()) {
            builder.header(
                    "Cookie",
                    jar.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> response =
                    client.send(builder.header("User-Agent", "Firefox").build(), HttpResponse.BodyHandlers.ofString());
            for (String each : response.headers().allValues("Set-Cookie")) {
                String pair = each.split(";", 2)[0];
                String name = pair.substring(0, pair.indexOf('='));
                if (each.contains("Max-Age=0")) {
                    jar.remove(name);
                } else {
                    jar.put(name, pair.substring(pair.indexOf('=') + 1));
                }
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
