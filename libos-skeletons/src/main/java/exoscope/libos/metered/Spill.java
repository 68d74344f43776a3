package exoscope.libos.metered;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fresh local variables of one method, into which arguments are taken from the stack to look at them. */
final class Spill {
    private final Map<TypeKind, List<Integer>> free = new HashMap<>();

    /**
     * Takes values of these types from the stack, the last of them on top; returns their locals, in the types' order.
     */
    int[] take(CodeBuilder code, List<ClassDesc> types) {
        int[] locals = new int[types.size()];
        Map<TypeKind, Integer> used = new HashMap<>();
        for (int i = types.size() - 1; i >= 0; i--) {
            TypeKind kind = TypeKind.from(types.get(i)).asLoadable();
            List<Integer> pool = free.computeIfAbsent(kind, k -> new ArrayList<>());
            int index = used.merge(kind, 1, Integer::sum) - 1;
            if (index == pool.size()) {
                pool.add(code.allocateLocal(kind));
            }
            locals[i] = pool.get(index);
            code.storeLocal(kind, locals[i]);
        }
        return locals;
    }

    static void load(CodeBuilder code, ClassDesc type, int local) {
        code.loadLocal(TypeKind.from(type).asLoadable(), local);
    }
}
