package io.passerelle.connections;

/** Takes the records of ended connections. Never waits: called on event loops. */
@FunctionalInterface
public interface ConnectionJournal {

    /** Keeps the record, or counts it as lost when there is no room for it. */
    void ended(ConnectionRecord ended);
}
