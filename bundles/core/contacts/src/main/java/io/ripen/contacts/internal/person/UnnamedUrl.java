package io.ripen.contacts.internal.person;

import java.util.regex.Pattern;

/** The address of a page without the parts that name a person. */
final class UnnamedUrl {
    private UnnamedUrl() {}

    /**
     * Leaves out the parameters in which somebody is named; when a name stands elsewhere, all behind the host.
     *
     * @param any what names the person
     */
    static String of(String url, Pattern any) {
        int query = url.indexOf('?');
        String page = query < 0 ? url : url.substring(0, query);
        StringBuilder kept = new StringBuilder(any.matcher(page).find() ? host(page) : page);
        if (query >= 0) {
            char before = '?';
            for (String parameter : url.substring(query + 1).split("[&#;]")) {
                if (!any.matcher(parameter).find()) {
                    kept.append(before).append(parameter);
                    before = '&';
                }
            }
        }
        return any.matcher(kept).find() ? host(page) : kept.toString();
    }

    /** Only the beginning, up to the host. */
    static String host(String page) {
        int scheme = page.indexOf("://");
        int path = page.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        return path < 0 ? page : page.substring(0, path + 1);
    }
}
