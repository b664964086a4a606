String log = new File(basedir, 'build.log').text
assert log =~ /site\.json: ok, site 'validate'/
assert log.contains('1 problem:')
assert log =~ /other\.yaml:2: step: must be greater than 0, but is 0/
