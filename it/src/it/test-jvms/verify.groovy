String log = new File(basedir, 'build.log').text
// Two classes in each of the parent's and the five executions' JVMs
assert log.count('Tests run: 2, Failures: 0, Errors: 0, Skipped: 0') >= 5
for (execution in ['one-for-each-class', 'two-at-a-time', 'in-another-folder', 'none']) {
    assert log =~ /integration-test \($execution\)/
}
