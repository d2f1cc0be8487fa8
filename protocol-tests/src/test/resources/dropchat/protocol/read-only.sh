#!/bin/sh
# Runs a command where nothing can be written: read-only.sh FOLDER COMMAND …
#
# In a mount namespace of its own every mount is read-only, /tmp is empty, and the working folder is seen at /mnt/here. Only FOLDER can be
# written to, as /mnt/out. Needs root, or a kernel that lets anybody have a user namespace (unshare --map-root-user).
set -eu
if [ "${1:-}" != --within ]; then
  [ "$(id -u)" = 0 ] || root=--map-root-user
  exec unshare --mount ${root:-} "$0" --within "$@"
fi
shift
out=$1
shift

# id parent device root point options …: a mount keeps its other options (proc_pid_mountinfo(5))
while read -r _ _ _ _ point options _; do
  point=$(printf %b "$point")
  mount -o "remount,bind,ro,${options#r?,}" "$point" || echo "still writable: $point" >&2
done </proc/self/mountinfo

mount -t tmpfs -o size=64k none /mnt
mkdir /mnt/here /mnt/out
mount --bind "$PWD" /mnt/here
mount --bind "$out" /mnt/out
mount -o remount,bind,ro /mnt/here
mount -o remount,bind,rw /mnt/out
mount -o remount,bind,ro /mnt
mount -t tmpfs -o ro none /tmp
cd /mnt/here
exec "$@"
