package io.passerelle.sims;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * What a kind of file holds, for {@link ImportRun}: how its lines are read, and where they go. Used
 * in the order of its methods.
 */
public interface ImportContent {

    /**
     * Reads the header, or tells every fault of it.
     *
     * @param number the line's number in the file
     * @return what separates the fields of every line; empty when the file cannot be read
     */
    Optional<Character> header(String text, long number, ProblemList problems);

    /** The most lines below the header. */
    long mostLines();

    /** The code of the refusal of a file with more; its text names {@link #mostLines}. */
    String tooMany();

    /**
     * Reads a line.
     *
     * @return false when it is too faulty to be compared with others
     */
    boolean line(List<String> fields, long number, ProblemList problems);

    /**
     * Compares the lines with each other and with what there is.
     *
     * @return how many of the lines that were taken have a fault, whoever found it
     */
    long compare(ProblemList problems);

    /**
     * Writes what the lines say; none of them has a fault.
     *
     * @param progress told how many lines are written
     */
    void write(LongConsumer progress);
}
