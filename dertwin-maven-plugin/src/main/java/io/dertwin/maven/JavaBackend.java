package io.dertwin.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;

/** Runs sites in JVMs of their own on this machine, each of which ends when Maven is gone. */
record JavaBackend(JavaCommand command, Path directory) implements Backend {

    @Override
    public RunningSite start(SiteRequest request, SiteFiles files, Limits limits) throws MojoExecutionException {
        List<String> arguments = request.arguments(List.of(
                "--ready-file",
                files.ready().toString(),
                "--parent-pid",
                String.valueOf(ProcessHandle.current().pid()),
                "--until-stdin-closes",
                "--max-lifetime",
                limits.lifetime().toString()));
        ClassArchive.Use archive = request.jvmArguments().isEmpty()
                ? ClassArchive.use(command, files.classArchive())
                : ClassArchive.Use.none();
        List<String> jvmArguments = new ArrayList<>(archive.options());
        jvmArguments.addAll(request.jvmArguments());
        Launch launch = new Launch(command.line(jvmArguments, arguments), request.environment(), directory);
        return SiteProcess.start(launch, files, limits.start(), archive.atEnd());
    }
}
