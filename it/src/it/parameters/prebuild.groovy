// Ports that were free a moment ago: the site is to take the ones that its file names
def free = { new ServerSocket(0, 1, InetAddress.loopbackAddress).withCloseable { it.localPort } }
context.put('control', free())
context.put('modbus', free())
new File(basedir, 'site.json').text = """
{
  "site_name": "parameters",
  "real_time": false,
  "control": { "port": ${context.get('control')} },
  "assets": [
    {
      "type": "bess",
      "protocols": [
        { "kind": "modbus_tcp", "ip": "127.0.0.1", "port": ${context.get('modbus')}, "register_map": "bess_modbus.yaml" }
      ]
    }
  ]
}
"""
return
