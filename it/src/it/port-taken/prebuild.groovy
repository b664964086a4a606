def taken = new ServerSocket(0, 1, InetAddress.loopbackAddress)
context.put('taken', taken)
new File(basedir, 'site.json').text = """
{
  "site_name": "port-taken",
  "control": { "port": 0 },
  "assets": [
    {
      "type": "bess",
      "protocols": [{ "kind": "modbus_tcp", "port": ${taken.localPort}, "register_map": "bess_modbus.yaml" }]
    }
  ]
}
"""
return
