import groovy.json.JsonSlurper
import java.util.concurrent.TimeUnit

long pid = new JsonSlurper().parse(new File(basedir, 'target/dertwin/site.json')).pid
ProcessHandle.of(pid).ifPresent { it.onExit().get(5, TimeUnit.SECONDS) }
assert new File(basedir, 'build.log').text.contains("Site 'no-stop' is up after ")
assert new File(basedir, 'build.log').text.contains("Site 'no-stop' ends with the build; the goal stop did not run")
assert new File(basedir, 'target/dertwin/site.log').text.contains('Shutting down')
