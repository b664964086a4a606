int port = context.get('taken').localPort
context.get('taken').close()
String log = new File(basedir, 'build.log').text
assert log.contains('The site did not start: the simulator ended with exit code 1.')
assert log =~ /127\.0\.0\.1:$port/
