package io.passerelle.simulator;

/** What a simulated terminal is, and so what it says and how often. */
public enum Profile {
    /** A payment terminal: short exchanges of length-framed messages. */
    PAYMENT("Terminaux de paiement", "TPE", 4001),
    /** A meter that posts its readings over HTTP. */
    METER("Compteurs", "Compteur", 80),
    /** A heat meter that posts over HTTPS. */
    HEAT_METER("Compteurs de chaleur", "Compteur de chaleur", 443),
    /** A sensor that stays connected to an MQTT broker. */
    SENSOR("Capteurs", "Capteur", 1883),
    /** A vehicle that stays connected to an MQTT broker over TLS. */
    VEHICLE("Véhicules", "Véhicule", 8883),
    /** A camera whose uploads go to a private address nobody approved. */
    CAMERA("Caméras", "Caméra", 443);

    private final String group;
    private final String label;
    private final int port;

    Profile(String group, String label, int port) {
        this.group = group;
        this.label = label;
        this.port = port;
    }

    /** The name of the group such terminals are in. */
    public String group() {
        return group;
    }

    /** What the labels of such terminals begin with. */
    public String label() {
        return label;
    }

    /** The gateway's port they connect to, not shifted. */
    public int port() {
        return port;
    }
}
