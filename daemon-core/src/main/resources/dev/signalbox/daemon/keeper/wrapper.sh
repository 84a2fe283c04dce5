# Holds one run: keeps its FIFOs open, starts the program, records how it ended, and waits until the
# keeper has taken the rest of the output. Started in the run's folder, in a session of its own.
#
# Arguments: file to join the cgroup by, setpriv (each empty where there is none), uid, gid,
# directory, SIGNALBOX_INSTANCE, the program as it is looked up, then what to execute. Nothing that
# a person typed is ever part of the text of this script.
umask 077
join=$1 setpriv=$2 uid=$3 gid=$4
shift 4

# Both ends are held here, so that neither the program nor the keeper sees an end while the other is
# away, and nothing in a pipe is lost with its last reader.
exec 3<>in 4<>out 5<>ack
read -r stat </proc/self/stat
printf '%s\n' "$stat" >wrapper

# Runs as the instance's user with nothing of ours but two descriptors: 7 has the environment, 8
# takes the outcome. The environment is read only here, since LD_PRELOAD and the like must not reach
# anything that still has our rights. The one variable that this uses is the one it may overwrite.
child='
  fail() {
    printf "! %s %s\n" "$1" "$2" >&8
    exit 127
  }
  if ! cd -P -- "$1" 2>/dev/null; then
    if [ -d "$1" ]; then fail bad-directory "its directory may not be entered by its user"; fi
    fail bad-directory "$1: no such directory"
  fi
  unset PATH LC_ALL PWD OLDPWD SHLVL
  while IFS= read -r SIGNALBOX_INSTANCE; do
    case $SIGNALBOX_INSTANCE in
    *\\*)
      SIGNALBOX_INSTANCE=$(printf "%b." "$SIGNALBOX_INSTANCE")
      SIGNALBOX_INSTANCE=${SIGNALBOX_INSTANCE%.}
      ;;
    esac
    export "$SIGNALBOX_INSTANCE"
  done <&7
  (
    case $3 in
    */*)
      [ -e "$3" ] || exit 3
      [ -f "$3" ] && [ -x "$3" ] && exit 0
      exit 4
      ;;
    esac
    set -f
    IFS=:
    outcome=3
    for folder in ${PATH-/bin:/usr/bin}; do
      [ -f "${folder:-.}/$3" ] || continue
      [ -x "${folder:-.}/$3" ] && exit 0
      outcome=4
    done
    exit $outcome
  )
  case $? in
  3) fail not-found "$3: not found" ;;
  4) fail not-executable "$3: not executable" ;;
  esac
  read -r SIGNALBOX_INSTANCE </proc/self/stat
  printf "%s\n" "$SIGNALBOX_INSTANCE" >&8
  exec 7<&- 8>&-
  export SIGNALBOX_INSTANCE="$2"
  umask 027
  shift 3
  exec "$@"
'

(
  if [ -n "$join" ] && ! printf '0\n' >"$join"; then
    printf '! launch-failed the cgroup %s may not be joined\n' "$join" >&8
    exit 127
  fi
  # The keeper asks to be spared when memory runs out; what it keeps must not inherit that.
  { printf '0\n' >/proc/self/oom_score_adj; } 2>/dev/null
  # Gone into while we may still pass everything above it: a data directory below a private one is no
  # reason to refuse a program its own. Whether its user may be there, it finds out by going to ".".
  directory=$1
  shift
  if cd -P -- "$directory" 2>/dev/null; then
    set -- . "$@"
  else
    cd /
    set -- "$directory" "$@"
  fi
  if [ -n "$setpriv" ]; then
    # In a session of its own, so that a program which signals its group does not reach this shell.
    exec setsid "$setpriv" --reuid="$uid" --regid="$gid" --clear-groups --inh-caps=-all \
      --no-new-privs /bin/sh -c "$child" sh "$@"
  fi
  exec setsid /bin/sh -c "$child" sh "$@"
) <in >out 2>&1 3<&- 4<&- 5<&- 7<environment 8>pid &

# A shell names the signal that ended a job; that alone tells 137 from SIGKILL. Both files exist
# already, so that a full disk does not cost the exit.
wait $! 2<>died
status=$?
printf '%s\n' "$status" 1<>exit.tmp
mv exit.tmp exit || printf '%s\n' "$status" >exit
read -r stat <&5
