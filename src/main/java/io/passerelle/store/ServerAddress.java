package io.passerelle.store;

/**
 * Where the database is, and who asks.
 *
 * @param url its JDBC address
 */
record ServerAddress(String url, String user, String password) {

    @Override
    public String toString() {
        return url.replaceAll("\\?.*", ""); // parameters may hold secrets
    }
}
