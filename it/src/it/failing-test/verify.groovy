String log = new File(basedir, 'build.log').text
assert log.contains('There are test failures')
assert log.contains("Site 'failing-test': ")
assert new File(basedir, 'target/dertwin/site.log').text.contains('Shutting down')
assert new File(basedir, 'target/dertwin/site/journal.json').isFile()
assert new File(basedir, 'target/dertwin/site/bess-1.csv').isFile()
