@rem The command, from any folder: on the Node that the lockfile pins.
@"%~dp0node_modules\node\bin\node.exe" --min-semi-space-size=16 "%~dp0packages\cli\src\timeline.cjs" %*
