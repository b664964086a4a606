// A JDK that is not the one of this build; without one there is nothing to choose from
def own = new File(System.getProperty('java.home')).canonicalFile
def other = [new File(System.getenv('DERTWIN_OTHER_JDK') ?: '/nowhere'), *new File('/usr/lib/jvm').listFiles()]
    .findAll { new File(it, 'bin/javac').canExecute() && it.canonicalFile != own }
    .find()
if (!other) {
    println 'there is one JDK only; name another with DERTWIN_OTHER_JDK'
    return false
}
new File(basedir, 'toolchains.xml').text = """<toolchains>
  <toolchain>
    <type>jdk</type>
    <provides>
      <vendor>other</vendor>
    </provides>
    <configuration>
      <jdkHome>${other.canonicalPath}</jdkHome>
    </configuration>
  </toolchain>
</toolchains>
"""
return true
