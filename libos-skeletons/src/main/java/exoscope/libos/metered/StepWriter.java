package exoscope.libos.metered;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one method say at every charge point and at the beginning of every line where it stands, and what its variables
 * hold if somebody wants to know. It costs no cycles, so that a run is the same with it and without.
 */
final class StepWriter {
    private final StepTable table;
    private final String file;
    private final String method;
    /** Whether {@code this} cannot be looked at yet. */
    private final boolean constructor;

    private final boolean withVariables;
    private final Map<Label, List<LocalVariable>> begin = new HashMap<>();
    private final Map<Label, List<LocalVariable>> end = new HashMap<>();
    private final List<LocalVariable> alive = new ArrayList<>();
    private int line;
    private boolean charged;
    private boolean statement;

    /** @param method class and method */
    StepWriter(StepTable table, String file, String method, CodeModel code, boolean withVariables) {
        this.table = table;
        this.file = file;
        this.method = method;
        this.withVariables = withVariables;
        constructor = method.endsWith(".<init>");
        for (CodeElement element : code) {
            if (element instanceof LocalVariable variable) {
                begin.computeIfAbsent(variable.startScope(), label -> new ArrayList<>())
                        .add(variable);
                end.computeIfAbsent(variable.endScope(), label -> new ArrayList<>())
                        .add(variable);
            }
        }
    }

    /** To be told of every charge that was written. */
    void charged() {
        charged = true;
    }

    /** To be told of every element of the method, before it is written. */
    void before(CodeBuilder code, CodeElement element) {
        if (element instanceof LabelTarget target) {
            alive.removeAll(end.getOrDefault(target.label(), List.of()));
            alive.addAll(begin.getOrDefault(target.label(), List.of()));
        } else if (element instanceof LineNumber number) {
            line = number.line();
            statement = true;
        } else if (element instanceof Instruction && (charged || statement)) {
            write(code);
            charged = false;
            statement = false;
        }
    }

    private void write(CodeBuilder code) {
        List<LocalVariable> shown = shown();
        List<StepPlace.Variable> variables = shown.stream()
                .map(each -> new StepPlace.Variable(
                        each.name().stringValue(), each.typeSymbol().displayName()))
                .toList();
        int place = table.add(new StepPlace(file, line, method, charged, statement, variables));
        MeteringCalls.step(code, place);
        if (shown.isEmpty()) {
            code.pop();
        } else {
            code.ifThen(then -> hand(then, shown));
        }
    }

    private List<LocalVariable> shown() {
        return alive.stream()
                .filter(each -> withVariables && !(constructor && each.slot() == 0))
                .sorted(Comparator.comparingInt(LocalVariable::slot))
                .toList();
    }

    private static void hand(CodeBuilder code, List<LocalVariable> variables) {
        code.loadConstant(variables.size()).anewarray(ConstantDescs.CD_Object);
        for (int i = 0; i < variables.size(); i++) {
            TypeKind kind = TypeKind.from(variables.get(i).typeSymbol());
            code.dup()
                    .loadConstant(i)
                    .loadLocal(kind.asLoadable(), variables.get(i).slot());
            box(code, kind);
            code.aastore();
        }
        MeteringCalls.variables(code);
    }

    private static void box(CodeBuilder code, TypeKind kind) {
        ClassDesc box = switch (kind) {
            case BOOLEAN -> ConstantDescs.CD_Boolean;
            case BYTE -> ConstantDescs.CD_Byte;
            case CHAR -> ConstantDescs.CD_Character;
            case SHORT -> ConstantDescs.CD_Short;
            case INT -> ConstantDescs.CD_Integer;
            case LONG -> ConstantDescs.CD_Long;
            case FLOAT -> ConstantDescs.CD_Float;
            case DOUBLE -> ConstantDescs.CD_Double;
            default -> ConstantDescs.CD_Object;
        };
        if (!box.equals(ConstantDescs.CD_Object)) {
            code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, kind.upperBound()));
        }
    }
}
