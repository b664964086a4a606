String log = new File(basedir, 'build.log').text
assert log.contains("A site with the id 'site' is running already in this project; give each of its sites an <id> of its own.")
assert log.contains("Site 'same-id' ends with the build; the goal stop did not run")
assert new File(basedir, 'target/dertwin/site.log').text.contains('Shutting down')
