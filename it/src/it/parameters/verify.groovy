String log = new File(basedir, 'build.log').text
assert log.contains("control channel http://127.0.0.1:${context.get('control')}")
assert log.contains("bess-1: modbus_tcp 127.0.0.1:${context.get('modbus')}, unit 1")
assert log.contains("Site 'parameters': ")
assert new File(basedir, 'target/gc.log').text.contains('Using Serial')
assert new File(basedir, 'target/dertwin/plant.log').text.contains('Shutting down')
// Endpoints that lead nowhere any more would only mislead
assert !new File(basedir, 'target/dertwin/plant.properties').exists()
