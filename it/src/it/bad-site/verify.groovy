String log = new File(basedir, 'build.log').text
assert log.contains('The site file cannot be used:')
assert log =~ /site\.json:3: seed: must be a number/
assert log =~ /site\.json:6: assets\[0\]\.capcity_kwh: unknown key 'capcity_kwh', did you mean 'capacity_kwh'\?/
assert !new File(basedir, 'target/dertwin').exists()
