package io.passerelle.sessions;

/** What became of an order to a network access server. */
public enum OrderState {
    /** Not answered yet. */
    PENDING,
    /** The server did it. */
    ACK,
    /** The server will not do it; its Error-Cause says why. */
    NAK,
    /** The server never answered. */
    NO_ANSWER,
    /** The session had ended by itself before the server was told. */
    ENDED,
    /** The session is on a box that is not of its server's network: nobody is told. */
    NO_ADDRESS
}
