package io.passerelle.store;

/**
 * Where the database is, and who asks.
 *
 * @param url its JDBC address
 * @param node this node: triggers note who changed something
 */
record ServerAddress(String url, String user, String password, NodeIdentity node) {

    @Override
    public String toString() {
        return url.replaceAll("\\?.*", ""); // parameters may hold secrets
    }
}
