String log = new File(basedir, 'build.log').text
assert log =~ /Site 'site-dies' ended with exit code \d+ while the tests were running\./
assert log.contains('Building site: site-dies')
