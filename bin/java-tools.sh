# Sourced by the scripts of this repository: finds the JDK and Maven, or says what is missing.
# Sets JAVA and MVN (an array). Exits with 3 when a needed tool is missing.

need_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then JAVA=$JAVA_HOME/bin/java; else JAVA=$(command -v java || true); fi
  if [ -z "$JAVA" ]; then
    echo "no Java found: install a JDK 17 or newer and put it on the PATH, or set JAVA_HOME" >&2
    exit 3
  fi
  local major
  major=$("$JAVA" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
  if [ "${major%%.*}" -lt 17 ] 2>/dev/null; then
    echo "Java $major is too old: JDK 17 or newer is needed ($JAVA)" >&2
    exit 3
  fi
  if [ "${1:-}" = compiler ] && [ ! -x "$(dirname "$(readlink -f "$JAVA")")/javac" ]; then
    echo "$JAVA is a run-time only: a JDK (with javac) 17 or newer is needed to build" >&2
    exit 3
  fi
}

# Prefers the Maven of the machine, because it knows the mirrors of the machine; else the wrapper fetches one.
find_maven() {
  local root=$1 version
  MVN=("$root/mvnw")
  if command -v mvn >/dev/null 2>&1; then
    version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    if [ -n "$version" ] && [ "${version%%.*}" = 3 ] && [ "$(printf '3.8.7\n%s\n' "$version" | sort -V | head -n 1)" = 3.8.7 ]; then
      MVN=(mvn)
    fi
  fi
}
