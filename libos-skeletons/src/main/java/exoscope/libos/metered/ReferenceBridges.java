package exoscope.libos.metered;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DirectMethodHandleDesc.Kind;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns references to methods of the JDK and the kit, such as {@code text::append}, into references to a small method
 * of the guest that makes the call, where it can then be charged like any other.
 */
final class ReferenceBridges implements ClassTransform {
    private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";
    private static final int FLAGS = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    private final GuestTypes types;
    private final ClassDesc host;
    private final boolean inInterface;
    private final Map<DirectMethodHandleDesc, DirectMethodHandleDesc> bridges = new LinkedHashMap<>();

    ReferenceBridges(GuestTypes types, ClassModel model) {
        this.types = types;
        this.host = model.thisClass().asSymbol();
        this.inInterface = model.flags().has(AccessFlag.INTERFACE);
    }

    static boolean isLambda(InvokeDynamicInstruction call) {
        var bootstrap = call.invokedynamic().bootstrap().bootstrapMethod().reference();
        return bootstrap.owner().asInternalName().equals(FACTORY);
    }

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
        if (element instanceof MethodModel method) {
            builder.transformMethod(method, MethodTransform.transformingCode(this::acceptCode));
        } else {
            builder.with(element);
        }
    }

    private void acceptCode(CodeBuilder builder, CodeElement element) {
        if (element instanceof InvokeDynamicInstruction call && isLambda(call)) {
            ConstantDesc[] arguments = call.bootstrapArgs().stream()
                    .map(argument -> argument instanceof DirectMethodHandleDesc handle ? bridged(handle) : argument)
                    .toArray(ConstantDesc[]::new);
            builder.invokedynamic(DynamicCallSiteDesc.of(
                    call.bootstrapMethod(), call.name().stringValue(), call.typeSymbol(), arguments));
        } else {
            builder.with(element);
        }
    }

    private DirectMethodHandleDesc bridged(DirectMethodHandleDesc handle) {
        String owner = GuestTypes.binaryName(handle.owner());
        if (types.ruling(owner, handle.methodName(), handle.lookupDescriptor()) == null
                || handle.kind() == Kind.SPECIAL
                || handle.kind() == Kind.INTERFACE_SPECIAL) {
            return handle;
        }
        // No name in source can have a hyphen, so a bridge meets no method of the guest's.
        return bridges.computeIfAbsent(
                handle,
                h -> MethodHandleDesc.ofMethod(
                        inInterface ? Kind.INTERFACE_STATIC : Kind.STATIC,
                        host,
                        "reference-" + bridges.size(),
                        h.invocationType()));
    }

    @Override
    public void atEnd(ClassBuilder builder) {
        bridges.forEach((handle, bridge) -> builder.withMethodBody(
                bridge.methodName(), bridge.invocationType(), FLAGS, code -> writeBridge(code, handle)));
    }

    private static void writeBridge(CodeBuilder code, DirectMethodHandleDesc handle) {
        MethodTypeDesc type = MethodTypeDesc.ofDescriptor(handle.lookupDescriptor());
        if (handle.kind() == Kind.CONSTRUCTOR) {
            code.new_(handle.owner()).dup();
        }
        int slot = 0;
        for (ClassDesc parameter : handle.invocationType().parameterList()) {
            TypeKind kind = TypeKind.from(parameter);
            code.loadLocal(kind, slot);
            slot += kind.slotSize();
        }
        switch (handle.kind()) {
            case CONSTRUCTOR -> code.invokespecial(handle.owner(), "<init>", type);
            case STATIC, INTERFACE_STATIC ->
                code.invokestatic(handle.owner(), handle.methodName(), type, handle.isOwnerInterface());
            case INTERFACE_VIRTUAL -> code.invokeinterface(handle.owner(), handle.methodName(), type);
            case VIRTUAL -> code.invokevirtual(handle.owner(), handle.methodName(), type);
            default -> throw new IllegalStateException("A method reference to " + handle);
        }
        code.return_(TypeKind.from(handle.invocationType().returnType()));
    }
}
