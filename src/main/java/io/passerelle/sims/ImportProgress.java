package io.passerelle.sims;

/**
 * How far an import is, told a few times per thousand lines.
 *
 * @param step what is being done
 * @param lines lines this step has done
 * @param of lines this step has to do; 0 while unknown
 */
public record ImportProgress(Step step, long lines, long of) {

    /** The steps, in order. */
    public enum Step {
        /** Lines are read and checked one by one. */
        READING,
        /** Lines are compared with each other and with the cards there are. */
        COMPARING,
        /** Cards are written. */
        WRITING
    }
}
