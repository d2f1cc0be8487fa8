"""Hosts in network namespaces and the wires between them, all in this one process.

    python3 wires.py NAME SUBNET HOSTS

makes the namespaces NAME-1 .. NAME-HOSTS, with the addresses SUBNET.1 .. SUBNET.HOSTS, and SUBNET.240 to
.254 for the machine itself. Each packet between two of them passes through here, so that any fault can be made without kernel modules.
Commands on standard input, each answered with "ok":

    cut A B            nothing from A reaches B (0 is the machine itself)
    only A PORT...     between A and other hosts nothing passes but TCP to and from these ports
    lag MS PERCENT     between hosts each packet takes so long, and so many of a hundred are lost
    mend               all but the lag
    heal               as it was

Ends, and takes the namespaces away, when standard input ends. Needs root, /dev/net/tun and iproute2.
"""
import ctypes
import fcntl
import heapq
import os
import random
import select
import struct
import subprocess
import sys
import time

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
CLONE_NEWNET = 0x40000000
MACHINE, MACHINES_OTHERS = 254, range(240, 254)

name, subnet, hosts = sys.argv[1], sys.argv[2], int(sys.argv[3])
libc = ctypes.CDLL(None, use_errno=True)
own_namespace = os.open("/proc/self/ns/net", os.O_RDONLY)


def enter(namespace):
    if libc.setns(namespace, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")


def wire(device):
    fd = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH", device.encode(), IFF_TUN | IFF_NO_PI))
    return fd


def ip(*words):
    subprocess.run(["ip", *words], check=True)


def plug(number):
    """The machine's end of the wire is called as the namespaces are, a host's own end wire0."""
    if number == MACHINE:
        fd, device, within = wire(name), name, []
    else:
        namespace = f"{name}-{number}"
        ip("netns", "add", namespace)
        entered = os.open(f"/run/netns/{namespace}", os.O_RDONLY)
        enter(entered)
        try:
            fd, device, within = wire("wire0"), "wire0", ["-n", namespace]
        finally:
            enter(own_namespace)
            os.close(entered)
        ip(*within, "link", "set", "lo", "up")
    ip(*within, "addr", "add", f"{subnet}.{number}/24", "dev", device)
    ip(*within, "link", "set", device, "up")
    if number == MACHINE:
        for other in MACHINES_OTHERS:
            ip("addr", "add", f"{subnet}.{other}/24", "dev", device)
    return fd


def ports(packet):
    """Of TCP and UDP, source and target."""
    return struct.unpack_from("!HH", packet, (packet[0] & 15) * 4)


def serve(wires):
    numbers = {fd: number for number, fd in wires.items()}
    cuts, only, lag, loss, under_way, order = set(), {}, 0.0, 0.0, [], 0
    while True:
        patience = max(0.0, under_way[0][0] - time.monotonic()) if under_way else None
        ready, _, _ = select.select([*numbers, sys.stdin], [], [], patience)
        for fd in ready:
            if fd is sys.stdin:
                words = sys.stdin.readline().split()
                if not words:
                    return
                if words[0] == "cut":
                    cuts.add(tuple(MACHINE if word == "0" else int(word) for word in words[1:]))
                elif words[0] == "only":
                    only[int(words[1])] = {int(port) for port in words[2:]}
                elif words[0] == "lag":
                    lag, loss = float(words[1]) / 1000, float(words[2]) / 100
                elif words[0] == "mend":
                    cuts, only = set(), {}
                else:
                    cuts, only, lag, loss = set(), {}, 0.0, 0.0
                print("ok", flush=True)
                continue
            packet = os.read(fd, 65536)
            source, target = numbers[fd], MACHINE if packet[19] in MACHINES_OTHERS else packet[19]
            if packet[0] >> 4 != 4 or target not in wires or (source, target) in cuts:
                continue
            if MACHINE in (source, target):
                os.write(wires[target], packet)
            elif any(host in only and only[host].isdisjoint(ports(packet)) for host in (source, target)):
                continue
            elif random.random() >= loss:
                order += 1
                heapq.heappush(under_way, (time.monotonic() + lag, order, wires[target], packet))
        while under_way and under_way[0][0] <= time.monotonic():
            _, _, fd, packet = heapq.heappop(under_way)
            os.write(fd, packet)


try:
    ends = {number: plug(number) for number in [*range(1, hosts + 1), MACHINE]}
    print("ok", flush=True)
    serve(ends)
finally:
    for number in range(1, hosts + 1):
        subprocess.run(["ip", "netns", "del", f"{name}-{number}"], check=False)
