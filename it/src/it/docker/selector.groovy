// The outer build leaves this file if there is an engine, and the image on it
return new File(basedir, '../../image').exists()
