assert new File(basedir, 'target/dertwin/north.log').text.contains('Shutting down')
assert new File(basedir, 'target/dertwin/south.log').text.contains('Shutting down')
