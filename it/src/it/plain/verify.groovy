String log = new File(basedir, 'build.log').text
assert log.contains("Site 'plain' is up after ")
assert log =~ /bess-1: modbus_tcp 127\.0\.0\.1:\d+, unit 1/
assert log =~ /Site 'plain': .* simulated; 2 requests, 0 writes, 0 unmapped accesses, 0 exceptions/
assert new File(basedir, 'target/dertwin/site.log').text.contains('Shutting down')
assert new File(basedir, 'target/dertwin/site/journal.json').text.contains('system_soc')
assert new File(basedir, 'target/dertwin/site/bess-1.csv').text.contains('system_soc')
String report = new File(basedir, 'target/dertwin/site.html').text
assert report.contains('<title>plain · DER Twin report</title>')
assert report.contains('"registers":["system_soc"]')
