// The outer build leaves this file if there is an engine, and the image on it
boolean there = new File(basedir, '../../image').exists()
if (!there && System.getenv('DERTWIN_REQUIRE_DOCKER') == 'true') {
    throw new IllegalStateException('No Docker engine answers, and DERTWIN_REQUIRE_DOCKER is set')
}
return there
