package io.ripen.message;

/** The default alphabet of GSM 03.38 with its extension table. */
final class GsmAlphabet {
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
            + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";
    private static final byte[] SEPTETS = new byte[0x20AD];

    static {
        BASIC.chars().forEach(c -> SEPTETS[c] = 1);
        EXTENSION.chars().forEach(c -> SEPTETS[c] = 2);
    }

    private GsmAlphabet() {}

    /** 1 or 2; 0 for what the alphabet does not have. */
    static int septets(char c) {
        return c < SEPTETS.length ? SEPTETS[c] : 0;
    }
}
