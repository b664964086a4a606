String log = new File(basedir, 'build.log').text
assert log.contains('The site was not ready within 0 s; give it longer with <startTimeout> if the machine is slow.')
