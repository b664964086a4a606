String log = new File(basedir, 'build.log').text
assert log.contains('No Docker engine answers at tcp://127.0.0.1:1: start one, name another with DOCKER_HOST,'
    + ' or do without, by <backend>java</backend>.')
