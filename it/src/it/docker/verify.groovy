String log = new File(basedir, 'build.log').text
assert log.contains("Site 'docker' is up after ")
assert log =~ /battery: modbus_rtu 127\.0\.0\.1:\d+, unit 1/
assert log =~ /Site 'docker': 10 min 0 s simulated; 2 requests/
assert new File(basedir, 'target/dertwin/site.log').text.contains('Shutting down')
assert new File(basedir, 'target/dertwin/site/battery.csv').isFile()
assert new File(basedir, 'target/dertwin/site.html').text.contains('<title>docker · DER Twin report</title>')
