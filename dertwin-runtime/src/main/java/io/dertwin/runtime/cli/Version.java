package io.dertwin.runtime.cli;

import io.dertwin.runtime.protocol.RuntimeVersion;
import picocli.CommandLine;

/** What {@code --version} prints. */
final class Version implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"dertwin " + RuntimeVersion.text()};
    }
}
