package io.dertwin.runtime.cli;

import java.nio.file.Path;

/**
 * What a JVM can keep of one run to start the next one faster: from JDK 25 on loaded and linked classes with their profiles
 * (an AOT cache), before that loaded classes (class-data sharing).
 *
 * @param file where it is kept
 * @param recordOption makes a JVM write it when it ends
 * @param useOption makes a JVM start from it; one that cannot starts without
 */
record StartUpArchive(Path file, String recordOption, String useOption) {

    private static final int FIRST_WITH_AOT_CACHE = 25;

    static StartUpArchive of(Runtime.Version jvm, Path folder) {
        if (jvm.feature() >= FIRST_WITH_AOT_CACHE) {
            Path cache = folder.resolve("dertwin.aot");
            return new StartUpArchive(cache, "-XX:AOTCacheOutput=" + cache, "-XX:AOTCache=" + cache);
        }
        Path classes = folder.resolve("dertwin.jsa");
        return new StartUpArchive(classes, "-XX:ArchiveClassesAtExit=" + classes, "-XX:SharedArchiveFile=" + classes);
    }
}
