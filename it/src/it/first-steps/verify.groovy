String log = new File(basedir, 'build.log').text
assert log.contains("Site 'depot': 20 min 0 s simulated; 0 requests")
assert log.contains('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
