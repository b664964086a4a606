String log = new File(basedir, 'build.log').text
assert log.count('DER Twin is skipped') == 10
assert !new File(basedir, 'target/dertwin').exists()
