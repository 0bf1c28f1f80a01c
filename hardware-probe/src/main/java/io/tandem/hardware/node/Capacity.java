package io.tandem.hardware.node;

/** What this process may use of its machine. A limit above what the machine has limits nothing; a part of a core counts as one. */
public record Capacity(int cores, long memoryBytes) {

    public static Capacity of(int machineCores, long machineMemoryBytes, Limits limits) {
        int allowed = (int) Math.ceil(Math.min(limits.processors().orElse(machineCores), machineCores));
        return new Capacity(
                Math.max(1, allowed), Math.min(limits.memoryBytes().orElse(machineMemoryBytes), machineMemoryBytes));
    }
}
