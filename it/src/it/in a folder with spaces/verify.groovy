assert new File(basedir, 'build.log').text.contains("Site 'spaces': ")
assert new File(basedir, 'target/dertwin/site.log').text.contains('Shutting down')
