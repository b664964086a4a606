String toolchains = new File(basedir, 'toolchains.xml').text
String home = (toolchains =~ /<jdkHome>(.*)<\/jdkHome>/)[0][1]
assert home != new File(System.getProperty('java.home')).canonicalPath
assert new File(basedir, 'build.log').text.contains("Toolchain in maven-failsafe-plugin: JDK[$home]")
