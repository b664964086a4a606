String log = new File(basedir, 'build.log').text
assert log.contains("Site 'plain' is up after ")
assert log =~ /bess-1: modbus_tcp 127\.0\.0\.1:\d+, unit 1/
assert log =~ /Site 'plain' ran for .* of simulated time/
assert new File(basedir, 'target/dertwin/site.log').text.contains('Shutting down')
assert new File(basedir, 'target/dertwin/site.properties').text.contains('dertwin.url=http://127.0.0.1:')
