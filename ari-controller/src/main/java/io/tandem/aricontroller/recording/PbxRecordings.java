package io.tandem.aricontroller.recording;

import io.tandem.aricontroller.call.Answer;
import java.io.IOException;
import java.nio.file.Path;

/** What the PBX recorded, by its name there. Blocks. */
public interface PbxRecordings {

    /** Ends it, where it is still being recorded. Gone: it is not, and what there is of it is complete. */
    Answer stop(String name);

    /**
     * Writes all of it into the file, over what is there. Gone: there is no such recording.
     *
     * @throws IOException when the file cannot be written
     */
    Answer fetch(String name, Path into) throws IOException;

    Answer delete(String name);
}
