package io.ripen.tracking.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.tracking.Sight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightsTest {
    private final Web web = new Web();

    @AfterEach
    void close() {
        web.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        human   | browser       | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36
        human   | browser       | Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0
        human   | browser       | Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1
        human   | browser       | Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148
        human   | browser       | Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36
        human   | browser       | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15
        human   | mail-program  | Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115.0
        human   | mail-program  | Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)
        machine | privacy-proxy | Mozilla/5.0
        unknown | image-proxy   | Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)
        unknown | image-proxy   | YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html
        machine | program       | curl/8.5.0
        machine | program       | python-requests/2.31.0
        machine | program       | Go-http-client/1.1
        machine | program       | Java/17.0.1
        machine | headless      | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36
        machine | scanner       | Barracuda Sentinel (EE)
        machine | scanner       | Mozilla/5.0 (compatible; proofpoint-urldefense)
        machine | link-preview  | Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)
        machine | link-preview  | facebookexternalhit/1.1 Facebot Twitterbot/1.0
        machine | link-preview  | WhatsApp/2.23.20.0
        machine | robot         | Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)
        machine | robot         | Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)
        human   | browser       | Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36
        human   | browser       | Mozilla/5.0 (Linux; Android 9; CUBOT) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Mobile Safari/537.36
        human   | browser       | Mozilla/5.0 (Linux; U; Android 7.0; en-us; CUBOT_NOTE_S Build/NRD90M) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30
        human   | browser       | Mozilla/5.0 (Linux; Android 7.0; M bot 60 Build/NRD90M) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/68.0.3440.91 Mobile Safari/537.36
        human   | browser       | Mozilla/5.0 (Linux; Android 8.1.0; M bot 51) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/87.0.4280.141 Mobile Safari/537.36
        human   | browser       | Mozilla/5.0 (Linux; Android 11; Spider X2) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0.4844.58 Mobile Safari/537.36
        human   | browser       | Mozilla/5.0 (Linux; Android 12; Zebra TC57 Scanner) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/101.0.0.0 Mobile Safari/537.36
        human   | browser       | Mozilla/5.0 (Android 13; Mobile; rv:120.0) Gecko/120.0 Firefox/120.0
        human   | in-app-browser | Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Snapchat/13.10.0.44 (like Safari/8619.1.26.30.5, panda)
        human   | in-app-browser | Mozilla/5.0 (Linux; Android 14; SM-S911B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 Snapchat/12.93
        human   | in-app-browser | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [Pinterest/iOS]
        human   | in-app-browser | Mozilla/5.0 (Linux; Android 13; Pixel 7 Build/TQ3A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 [Pinterest/Android]
        human   | in-app-browser | Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21G80 Instagram 342.0.0.31.103 (iPhone15,2; iOS 17_6; en_US; en; scale=3.00; 1179x2556; 627400421)
        human   | in-app-browser | Mozilla/5.0 (Linux; Android 14; CUBOT P80; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/127.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/475.0.0.50.83;]
        human   | in-app-browser | Mozilla/5.0 (Linux; Android 12; SM-A515F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/125.0.0.0 Mobile Safari/537.36 musical_ly_2022803040 BytedanceWebview/d8a21c6
        human   | in-app-browser | Mozilla/5.0 (iPhone; CPU iPhone OS 16_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Viber/23.1
        human   | in-app-browser | Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/14.5.0
        machine | robot         | Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
        machine | link-preview  | Mozilla/5.0 (compatible; Pinterestbot/1.0; +http://www.pinterest.com/bot.html)
        machine | link-preview  | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/91.0 Safari/537.36 Snap URL Preview Service; bot; snapchat; https://developers.snap.com/robots
        machine | link-preview  | Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 Mobile (compatible; Snapchat-Preview; +https://developers.snap.com/robots)
        machine | link-preview  | facebookexternalhit/1.1;line-poker/1.0
        machine | robot         | Mozilla/5.0 (Linux; Android 10; compatible; SomeBot/1.0; +http://bot.example) AppleWebKit/537.36
        unknown | unusual-agent | Something never seen
        """)
    void whoItIsShowsInTheUserAgent(String engagement, String reason, String userAgent) {
        Sight sight = click("User-Agent", userAgent);
        assertThat(sight.engagement().word() + " " + sight.reason()).isEqualTo(engagement + " " + reason);
        assertThat(sight.agent()).isNotBlank().hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void nobodyAndVeryLongNamesAreNoPeople() {
        assertThat(click("User-Agent", "").reason()).isEqualTo("no-agent");
        long began = System.nanoTime();
        Sight sight = click("User-Agent", "Mozilla/5.0 (" + "a".repeat(6_000) + ")");
        assertThat(sight.agent()).hasSizeLessThanOrEqualTo(100);
        assertThat(System.nanoTime() - began).isLessThan(5_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"Sec-Purpose,prefetch;prerender", "Purpose,prefetch", "X-Purpose,preview", "X-Moz,Prefetch"})
    void whatIsFetchedAheadIsAMachines(String header, String value) {
        Sight sight = click(header, value);
        assertThat(sight.engagement().word() + " " + sight.reason()).isEqualTo("machine prefetch");
    }

    @ParameterizedTest
    @CsvSource({"17.58.0.1, machine", "170.1.2.3, human", "17::1, human", "nonsense, human", "::ffff:17.58.0.1, machine"
    })
    void applesNetworkLoadsPixelsForEverybody(String from, String engagement) {
        web.get("/t/o/" + Web.TOKEN + ".gif", Web.FROM, from);
        assertThat(web.opens.get(0).engagement().word()).isEqualTo(engagement);
        web.get("/t/c/" + Web.TOKEN, Web.FROM, from);
        assertThat(web.clicks.get(0).engagement().word()).isEqualTo("human");
    }

    @Test
    void ownRulesGoFirstAndABrokenOneIsNamedWithItsLine(@TempDir Path folder) throws Exception {
        Path rules = folder.resolve("rules.txt");
        Files.write(rules, List.of("# ours", "machine our-probe ^Probe", "human kiosk Kiosk"));
        assertThat(new Agents(rules.toString()).of("Probe/1 Chrome").reason()).isEqualTo("our-probe");
        Files.write(rules, List.of("# ours", "machine our-probe ["));
        assertThatThrownBy(() -> new Agents(rules.toString())).hasMessageContaining("Line 2");
        Files.write(rules, List.of("robot x y"));
        assertThatThrownBy(() -> new Agents(rules.toString())).hasMessageContaining("Line 1");
    }

    private Sight click(String header, String value) {
        web.get("/t/c/" + Web.TOKEN, header, value);
        return web.clicks.get(web.clicks.size() - 1);
    }
}
