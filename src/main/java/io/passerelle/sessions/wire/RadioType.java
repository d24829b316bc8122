package io.passerelle.sessions.wire;

/** How a terminal reaches the network: 3GPP-RAT-Type (3GPP TS 29.061 section 16.4.7.2, 21). */
final class RadioType {

    private RadioType() {}

    static String name(int type) {
        return switch (type) {
            case 1 -> "UMTS";
            case 2 -> "GSM";
            case 3 -> "WLAN";
            case 4 -> "GAN";
            case 5 -> "HSPA+";
            case 6 -> "LTE";
            case 8 -> "NB-IoT";
            case 9 -> "LTE-M";
            case 51 -> "NR";
            default -> Integer.toString(type);
        };
    }
}
