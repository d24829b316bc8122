package io.passerelle.operators;

import io.passerelle.sims.NewCard;
import tools.jackson.databind.JsonNode;

/** The new card an operator's message names ({@code docs/protocols/operator-rest.md}). */
final class NewCards {

    private NewCards() {}

    static NewCard read(JsonNode message) {
        return new NewCard(
                message.path("iccid").asString(""),
                message.path("imsi").asString(""),
                message.path("msisdn").asString(""));
    }
}
