"""What the host it runs on and its neighbours say to each other over TCP.

    python3 wiretap.py

prints "ok" once it listens, and, when standard input ends, all of it: each direction of a connection in one piece, in order. What
comes from or goes to the machine itself, where clients live, is left out (addresses from .240 on, see wires.py). Needs root.
"""
import select
import socket
import struct
import sys

IPV4, TCP = 4, 6
FIRST_OF_THE_MACHINE = 240

tap = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(0x0003))
tap.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 << 20)
print("ok", flush=True)
said = {}
while True:
    readable, _, _ = select.select([tap, sys.stdin], [], [])
    if tap in readable:
        packet = tap.recv(1 << 16)
        if packet[0] >> 4 != IPV4 or packet[9] != TCP or max(packet[15], packet[19]) >= FIRST_OF_THE_MACHINE:
            continue
        segment = packet[(packet[0] & 15) * 4 : struct.unpack("!H", packet[2:4])[0]]
        said.setdefault((packet[12:20], segment[:4]), bytearray()).extend(segment[(segment[12] >> 4) * 4 :])
    elif sys.stdin in readable:
        break
for direction in said.values():
    sys.stdout.buffer.write(direction)
