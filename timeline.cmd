@rem The command, from any folder: on the Node that the lockfile pins, with the room that the file `timeline` gives.
@setlocal
@set "room=--min-semi-space-size=16"
@if "%~1"=="import" set "room=--max-semi-space-size=2 --heap-growing-percent=40"
@if "%~1"=="watch" set "room=--max-semi-space-size=2 --heap-growing-percent=40"
@if "%~1"=="serve" set "room=--max-semi-space-size=4 --heap-growing-percent=20 --invocation-count-for-maglev=2000"
@if "%~2"=="--serve" set "room=--max-semi-space-size=4 --heap-growing-percent=20 --invocation-count-for-maglev=2000"
@"%~dp0node_modules\node\bin\node.exe" %room% "%~dp0packages\cli\src\timeline.cjs" %*
