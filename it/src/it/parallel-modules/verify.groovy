for (module in ['one', 'two']) {
    assert new File(basedir, "$module/target/dertwin/site.log").text.contains('Shutting down')
}
