package io.ripen.engine.internal.deploy;

import java.util.List;
import java.util.Map;

/**
 * The watched folder at one moment.
 *
 * @param files the route files
 * @param places the folders that were looked through, by path relative to the watched one, which is the empty string
 */
public record FolderLook(List<FolderFile> files, Map<String, Place> places) {

    /** What tells a folder from another one in its place, such as a volume that was mounted over it. */
    public record Place(String device, String key) {
        /** Where the system does not say. */
        static final Place UNKNOWN = new Place("", "");

        /** Whether this is another folder, in a place where nobody would replace a folder in order to edit it. */
        boolean isNot(Place before) {
            return !key.equals(before.key) || isOnAnotherDevice(before);
        }

        boolean isOnAnotherDevice(Place before) {
            return !device.equals(before.device);
        }
    }
}
