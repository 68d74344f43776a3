@echo off
rem Starts Exoscope on Windows: finds a JDK 25 or newer, builds what is missing or older than the sources, and runs it.
rem The POSIX script "exoscope" beside this file does the same and is the one to read first.
setlocal EnableExtensions
set "NEEDED=25"
set "HERE=%~dp0"
set "APP=%HERE%gui\target\installed"
set "JDK="

call :try "%EXOSCOPE_JAVA_HOME%"
call :try "%JAVA_HOME%"
for /f "delims=" %%J in ('where java 2^>nul') do call :try "%%~dpJ.."
for /d %%D in ("%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\scoop\apps\*jdk*" "%USERPROFILE%\.sdkman\candidates\java\*") do call :try "%%~D"
if not defined JDK (
  echo exoscope: needs a JDK %NEEDED% or newer, and none was found. Install one ^(for instance Temurin %NEEDED%^) or set JAVA_HOME to it.>&2
  exit /b 69
)

set "JARS="
if exist "%APP%\current" set /p JARS=<"%APP%\current"
call :outOfDate && call :build
if not defined JARS exit /b 69
"%JDK%\bin\java.exe" --enable-native-access=ALL-UNNAMED -Djdk.virtualThreadScheduler.parallelism=1 -XX:+UseSerialGC -XX:-OmitStackTraceInFastThrow "-Djava.util.logging.config.file=%HERE%gui\logging.properties" -cp "%APP%\%JARS%\*" exoscope.gui.Main %*
exit /b %ERRORLEVEL%

rem Takes %1 as JDK if it has a compiler (student code is compiled at run time) and is new enough.
:try
if defined JDK exit /b
if "%~1"=="" exit /b
if not exist "%~1\bin\javac.exe" exit /b
if not exist "%~1\release" exit /b
for /f tokens^=2^ delims^=^=.^" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do if %%V geq %NEEDED% set "JDK=%~1"
exit /b

rem Succeeds if there are no jars or a source is younger than the beginning of their build.
:outOfDate
if not defined JARS exit /b 0
if not exist "%APP%\%JARS%" exit /b 0
powershell -NoProfile -Command "$built = (Get-Item -LiteralPath $env:APP\current).LastWriteTimeUtc; $modules = 'sim-hw','exokernel','libos-skeletons','labs','grading','gui'; $newer = @(Get-Item -LiteralPath ($env:HERE + 'pom.xml')) + ($modules | ForEach-Object { Get-ChildItem -LiteralPath ($env:HERE + $_) | Where-Object Name -ne 'target' | ForEach-Object { $_; if ($_.PSIsContainer) { Get-ChildItem -LiteralPath $_.FullName -Recurse } } }) | Where-Object { $_.LastWriteTimeUtc -gt $built -and $_.FullName -notmatch '\\src\\test(\\|$)' } | Select-Object -First 1; if ($newer) { exit 0 } else { exit 1 }"
exit /b %ERRORLEVEL%

rem Builds apart from the developer's folders; jars that a running Exoscope may have open are left alone.
:build
where mvn >nul 2>nul || (
  echo exoscope: has to be built first, and mvn was not found. Please install Maven 3.8 or newer.>&2
  set "JARS="
  exit /b
)
echo building ^(first start only^) ...>&2
if not exist "%APP%" mkdir "%APP%"
type nul >"%APP%\begun"
for %%M in (sim-hw exokernel libos-skeletons labs grading gui) do if exist "%HERE%%%M\target\launch" rmdir /s /q "%HERE%%%M\target\launch"
pushd "%HERE%"
set "JAVA_HOME=%JDK%"
call mvn -q -B -ntp -Dquickly -Dmaven.test.skip=true -Dbuild.folder=target/launch package <nul >"%APP%\build.log" 2>&1
set "RESULT=%ERRORLEVEL%"
popd
if not "%RESULT%"=="0" (
  findstr /b /l /c:"[ERROR]" "%APP%\build.log" >&2
  echo exoscope: the build failed; all of its output is in %APP%\build.log>&2
  set "JARS="
  exit /b
)
set "PREVIOUS=%JARS%"
set "JARS=jars.%RANDOM%%RANDOM%"
move "%HERE%gui\target\launch\app" "%APP%\%JARS%" >nul
>"%APP%\current" echo %JARS%
powershell -NoProfile -Command "(Get-Item -LiteralPath $env:APP\current).LastWriteTimeUtc = (Get-Item -LiteralPath $env:APP\begun).LastWriteTimeUtc"
for /d %%D in ("%APP%\jars.*") do if not "%%~nxD"=="%JARS%" if not "%%~nxD"=="%PREVIOUS%" rmdir /s /q "%%~D" 2>nul
exit /b
